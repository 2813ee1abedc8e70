import { describe, expect, it } from "vitest";
import {
  toChunk,
  toChunkPoint,
  toDocument,
  toDocumentPoint,
  toEmbeddedChunk,
  toVersion,
} from "../../../stores/qdrant/points.ts";
import { cleanedDocument, replacementOf } from "../vector-store/fixtures.ts";

/** What comes back over JSON. */
const overTheWire = (point: unknown): unknown => JSON.parse(JSON.stringify(point));

describe("points", () => {
  it("give back the cleaned document that they were made of", () => {
    const document = cleanedDocument("a", { text: "👩‍🔬 “quoted”\n\n\tcode" });
    const point = overTheWire(toDocumentPoint(document));
    expect(toDocument(point)).toStrictEqual(document);
    expect(toVersion(point)).toEqual([document.documentId, document.version]);
  });

  it("give back the chunk that they were made of, with its vector", () => {
    const { chunks, version } = replacementOf(cleanedDocument("a"), [{ text: "one", heading: "A › B" }]);
    for (const chunk of chunks) {
      const point = overTheWire(toChunkPoint(chunk, version));
      expect(toEmbeddedChunk(point)).toStrictEqual(chunk);
      const { vector: _, ...rest } = chunk;
      expect(toChunk(point)).toStrictEqual(rest);
    }
  });

  it("carry only text that every JSON parser takes", () => {
    const broken = cleanedDocument("a", { title: "cut \ud83d", text: "cut \ud83d" });
    expect(toDocument(overTheWire(toDocumentPoint(broken)))).toMatchObject({
      title: "cut \ufffd",
      text: "cut \ufffd",
    });
  });

  it.each([[{}], [{ id: "x", payload: null }], [{ id: 7, payload: { text: "of another system" } }]])(
    "of another making are refused: %j",
    (point) => {
      expect(() => toChunk(point)).toThrow();
      expect(() => toDocument(point)).toThrow();
    },
  );
});
