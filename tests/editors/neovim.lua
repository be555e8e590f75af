-- Run by test_neovim.py in a folder with a.yaml; the exit status is the verdict.
local command = vim.split(os.getenv('ARGOLINT_COMMAND'), '\31')
local units = os.getenv('ARGOLINT_UNITS')
local function must(fine, what)
  if not fine then io.stderr:write('FAILED: ' .. what .. '\n'); os.exit(1) end
  return fine
end
local capabilities = vim.lsp.protocol.make_client_capabilities()
capabilities.general.positionEncodings = { units }
vim.cmd.edit('a.yaml')
local buffer = vim.api.nvim_get_current_buf()
vim.lsp.config('argolint', {
  cmd = command, filetypes = { 'yaml' }, root_markers = { 'argolint.toml', '.git' }, capabilities = capabilities,
  flags = { debounce_text_changes = 0 },
})
vim.lsp.enable('argolint')
vim.bo.filetype = 'yaml'
local function shown() return vim.diagnostic.get(buffer) end
must(vim.wait(20000, function() return #shown() == 2 end, 5), 'two findings')
local by_code = {}
for _, each in ipairs(shown()) do by_code[each.code] = each end
must(by_code['unknown-entrypoint'].lnum == 4 and by_code['unknown-entrypoint'].col == 14, 'place of the entrypoint')
must(by_code['unknown-variable'].col == 60, 'the column in bytes behind wide characters')
local client = must(vim.lsp.get_clients({ name = 'argolint' })[1], 'client')
local document = { uri = vim.uri_from_bufnr(buffer) }
local function ask(method, line, character)
  local answer = client:request_sync(method, { textDocument = document, position = { line = line, character = character } }, 5000, buffer)
  must(answer and not answer.err, method)
  return answer.result
end
must(ask('textDocument/hover', 11, 11).contents.value:find('other'), 'hover')
must(ask('textDocument/definition', 9, 19)[1].range.start.line == 11, 'definition')
must(#ask('textDocument/completion', 9, 18).items > 0, 'completion')
vim.api.nvim_win_set_cursor(0, { 12, 11 })
vim.lsp.buf.rename('last')
local function line(number) return vim.api.nvim_buf_get_lines(buffer, number - 1, number, true)[1] end
must(vim.wait(5000, function() return line(12):find('last') and line(10):find('last') end, 5), 'rename')
vim.api.nvim_win_set_cursor(0, { 5, 15 })
vim.lsp.buf.code_action({ apply = true, filter = function(each) return each.title:find('Ignore') ~= nil end })
must(vim.wait(5000, function() return line(5):find('argolint: ignore') ~= nil end, 5), 'code action')
must(vim.wait(5000, function() return #shown() == 1 end, 5), 'the finding is gone')
os.exit(0)
