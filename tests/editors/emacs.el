;; Asks and edits as somebody at Emacs does; the exit status is the verdict. -*- lexical-binding: t -*-
(package-initialize)
(load (getenv "ARGOLINT_SNIPPET") nil t)
(setq eglot-sync-connect 20
      eglot-confirm-server-initiated-edits nil
      eglot-autoshutdown nil
      eglot-send-changes-idle-time 0.05
      make-backup-files nil
      create-lockfiles nil)

(defun fail (what)
  (message "FAIL %s" what)
  (set-buffer-modified-p nil)
  (kill-emacs 1))

(defun ok (what value)
  (unless value (fail what))
  value)

(defun until (what ask)
  (let ((end (+ (float-time) 20)) found)
    (while (not (or (setq found (funcall ask)) (> (float-time) end)))
      (accept-process-output nil 0.02))
    (ok what found)))

(defun go-to (text &optional offset)
  (goto-char (point-min))
  (ok text (search-forward text))
  (goto-char (+ (match-beginning 0) (or offset 0))))

(defun found ()
  "The texts that are underlined, with what is said of each."
  (eglot--signal-textDocument/didChange) ; no timer of idleness runs in batch
  (flymake-start)
  (mapcar (lambda (each)
            (cons (buffer-substring-no-properties (flymake-diagnostic-beg each) (flymake-diagnostic-end each))
                  (flymake-diagnostic-text each)))
          (flymake-diagnostics)))

(find-file "a.yaml")
(ok "a mode for YAML" (derived-mode-p 'yaml-mode))
(call-interactively #'eglot)
(ok "a server" (eglot-current-server))
(flymake-mode 1)

;; Columns: the text before the second finding holds a letter of two bytes and a character outside the basic plane.
(until "two findings" (lambda () (= (length (found)) 2)))
(let ((said (found)))
  (ok "the name that is wrong" (string-match-p "mian" (or (cdr (assoc "mian" said)) "")))
  (ok "the place behind wide characters" (assoc "inputs.parameters.zzz" said)))

(go-to "template: other" 12)
(let* ((xref (car (xref-backend-definitions 'eglot (xref-backend-identifier-at-point 'eglot))))
       (place (xref-location-marker (xref-item-location xref))))
  (ok "a definition" (= (line-number-at-pos place) 12)))

(go-to "template: other" 12)
(let ((hover (jsonrpc-request (eglot--current-server-or-lose) :textDocument/hover (eglot--TextDocumentPositionParams))))
  (ok "a hover in plain words" (string-match-p "template other" (format "%s" (plist-get (plist-get hover :contents) :value)))))

(go-to "entrypoint: mian" 12)
(delete-region (point) (+ (point) 4))
(eglot--signal-textDocument/didChange)
(let* ((offers (eglot-completion-at-point))
       (names (all-completions "" (nth 2 offers))))
  (ok "the template among the offers" (member "main" names)))
(insert "main")
(until "one finding" (lambda () (= (length (found)) 1)))

;; What is offered about the finding that is left: a comment that ignores it.
(let* ((each (car (flymake-diagnostics)))
       (actions (eglot-code-actions (flymake-diagnostic-beg each) (flymake-diagnostic-end each)))
       (ignore (seq-find (lambda (action) (string-match-p "\\`Ignore" (plist-get action :title))) actions)))
  (ok "an action" ignore)
  (eglot--apply-workspace-edit (plist-get ignore :edit))
  (until "no finding" (lambda () (null (found))))
  (undo-boundary)
  (go-to "# argolint: ignore")
  (delete-region (point) (line-end-position))
  (until "the finding again" (lambda () (= (length (found)) 1))))

(go-to "- name: other" 8)
(eglot-rename "another")
(until "the new name at its call" (lambda () (save-excursion (goto-char (point-min)) (search-forward "template: another" nil t))))
(until "still one finding" (lambda () (= (length (found)) 1)))

(set-buffer-modified-p nil)
(kill-emacs 0)
