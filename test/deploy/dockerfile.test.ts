import { existsSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Copy, type Dockerfile, DockerfileParser } from "dockerfile-ast";
import { beforeAll, describe, expect, test } from "vitest";
import { projectRoot } from "../../configs/environment.ts";
import { readProjectFile } from "./support/read-compose.ts";

/** What the packages stage and the ui stage make. */
const MADE = ["/app/node_modules", "/app/ui/dist"];

let file: Dockerfile;

const argumentsOf = (copy: Copy): string[] => copy.getArguments().map((argument) => argument.getValue());
const fromStage = (copy: Copy): string | undefined => copy.getFromFlag()?.getValue() ?? undefined;

beforeAll(async () => {
  file = DockerfileParser.parse(await readProjectFile("Dockerfile"));
});

describe("the Dockerfile", () => {
  test("holds instructions that there are", () => {
    const known = ["FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "VOLUME", "EXPOSE", "HEALTHCHECK", "CMD"];
    const keywords = file.getInstructions().map((instruction) => instruction.getKeyword());
    expect(known).toEqual(expect.arrayContaining([...new Set(keywords)]));
    expect(new Set(keywords).size).toBe(known.length);
  });

  test("starts from a pinned Debian with a Node that is recent enough, and from its own stages", () => {
    const [base, ...stages] = file.getFROMs();
    expect(base?.getImage()).toMatch(/^node:24\.\d+\.\d+-bookworm-slim$/);
    const names = [base?.getBuildStage()];
    for (const stage of stages) {
      expect(names).toContain(stage.getImage());
      names.push(stage.getBuildStage());
    }
  });

  test("copies what there is, and lets it through .dockerignore", async () => {
    const ignore = await readProjectFile(".dockerignore");
    for (const copy of file.getCOPYs()) {
      const sources = argumentsOf(copy).slice(0, -1);
      for (const source of sources) {
        if (fromStage(copy)) {
          expect(MADE).toContain(source);
          continue;
        }
        expect(existsSync(join(projectRoot, source)), source).toBe(true);
        expect(ignore.split("\n"), source).toContain(`!${source}`);
      }
    }
  });

  test("takes everything that gateway and workers import", async () => {
    const copied = file
      .getCOPYs()
      .filter((copy) => !fromStage(copy))
      .flatMap((copy) => argumentsOf(copy).slice(0, -1));
    for (const folder of ["api", "workers", ...copied.filter((source) => !source.includes("."))]) {
      if (["ui", "docs/guides"].includes(folder)) continue;
      const sources = (await readdir(join(projectRoot, folder), { recursive: true })).filter((name) =>
        name.endsWith(".ts"),
      );
      for (const source of sources) {
        const text = await readProjectFile(join(folder, source));
        for (const [, path = ""] of text.matchAll(/from "(\.[^"]+)"/g)) {
          const [top = ""] = join(folder, source, "..", path).split("/");
          expect(copied, `${folder}/${source} imports ${path}`).toContain(top);
        }
      }
    }
  });

  test("never runs as root", () => {
    const users = file.getInstructions().filter((instruction) => instruction.getKeyword() === "USER");
    expect(users.map((user) => user.getArgumentsContent())).toEqual(["1000:1000"]);
  });

  test("runs a script that it copied, and checks its health", () => {
    const [command] = file.getCMDs();
    const words = command?.getJSONStrings().map((word) => word.getJSONValue());
    expect(words).toEqual(["node", "api/main.ts"]);
    expect(existsSync(join(projectRoot, "api/main.ts"))).toBe(true);
    const check = file.getHEALTHCHECKs()[0]?.getArgumentsContent() ?? "";
    expect(check).toContain("/healthz");
  });

  test("keeps secrets and data out of the build", async () => {
    const ignore = (await readProjectFile(".dockerignore"))
      .split("\n")
      .filter((line) => !line.startsWith("#"));
    expect(ignore[0]).toBe("*");
    expect(ignore).toContain("**/.env*");
    expect(ignore.filter((line) => line.startsWith("!"))).not.toContain("!data");
  });
});
