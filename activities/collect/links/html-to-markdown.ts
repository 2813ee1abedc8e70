import TurndownService from "turndown";

/** One more than the longest run of back-ticks in the code, three at least. */
const fenceFor = (code: string): string => {
  const longest = Math.max(0, ...[...code.matchAll(/`+/g)].map(([run]) => run.length));
  return "`".repeat(Math.max(3, longest + 1));
};

const createService = (): TurndownService => {
  const service = new TurndownService({
    headingStyle: "atx",
    codeBlockStyle: "fenced",
    bulletListMarker: "-",
    emDelimiter: "*",
  });
  service.remove(["script", "style", "noscript"]);
  // The library fences <pre> around <code> alone; sites that highlight code often have no <code> there.
  service.addRule("code-block", {
    filter: "pre",
    replacement: (_content, node) => {
      const code = (node.textContent ?? "").replace(/\n+$/, "");
      const language = /\blang(?:uage)?-(\w+)/.exec(node.innerHTML)?.[1] ?? "";
      const fence = fenceFor(code);
      return `\n\n${fence}${language}\n${code}\n${fence}\n\n`;
    },
  });
  service.addRule("inline-image", {
    filter: (node) => node.nodeName === "IMG" && (node.getAttribute("src") ?? "").startsWith("data:"),
    replacement: () => "",
  });
  return service;
};

/** An article's HTML as Markdown; code keeps its lines and white space. */
export const htmlToMarkdown = (html: string): string => createService().turndown(html).trim();
