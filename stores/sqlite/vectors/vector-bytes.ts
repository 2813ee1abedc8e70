/** The bytes of a vector as sqlite-vec reads them: float32, little-endian (as all platforms that it supports are). */
export const toBytes = (vector: Float32Array): Uint8Array =>
  new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength);

/** A vector from its bytes, copied because a BLOB need not lie at a multiple of four. */
export const toFloats = (bytes: Uint8Array): Float32Array => {
  const vector = new Float32Array(bytes.byteLength / Float32Array.BYTES_PER_ELEMENT);
  toBytes(vector).set(bytes);
  return vector;
};
