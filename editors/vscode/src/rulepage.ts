/** The text of `argolint explain` as Markdown: its headings, and its examples as YAML. */

const HEADING = /^[A-Z][\w-]*(?: [\w-]+){0,3}$/;
const INDENT = "    ";
const FENCE = "```";

export function asMarkdown(text: string): string {
  const written: string[] = [];
  let isExample = false;
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    const isIndented = line.startsWith(INDENT);
    if (isIndented !== isExample && line.trim() !== "") {
      if (isExample) end(written);
      else written.push(`${FENCE}yaml`);
      isExample = isIndented;
    }
    if (isExample) written.push(line.slice(INDENT.length));
    else if (index === 0) written.push(`# ${line}`);
    else written.push(HEADING.test(line) ? `## ${line}` : line);
  }
  if (isExample) end(written);
  return written.join("\n");
}

/** Ends an example behind its last line, before the empty ones that part it from what follows. */
function end(written: string[]): void {
  let last = written.length;
  while (written[last - 1] === "") last -= 1;
  written.splice(last, 0, FENCE);
}
