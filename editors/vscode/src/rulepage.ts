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
      written.push(isIndented ? `${FENCE}yaml` : FENCE);
      isExample = isIndented;
    }
    if (isExample) written.push(line.slice(INDENT.length));
    else if (index === 0) written.push(`# ${line}`);
    else written.push(HEADING.test(line) ? `## ${line}` : line);
  }
  if (isExample) written.push(FENCE);
  return written.join("\n");
}
