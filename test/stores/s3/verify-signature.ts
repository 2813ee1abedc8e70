import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";

export const ACCESS_KEY = "test-access-key";
export const SECRET_KEY = "test-secret-key";
export const REGION = "eu-test-1";

const sha256 = (content: string | Buffer): string => createHash("sha256").update(content).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();

const encode = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

const canonicalQuery = (query: URLSearchParams): string =>
  [...query]
    .map(([name, value]) => `${encode(name)}=${encode(value)}`)
    .sort()
    .join("&");

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/;

/** What must not be left out of a signature. */
const MUST_BE_SIGNED = ["host", "x-amz-content-sha256", "x-amz-date"];

/**
 * Why a request to S3 must be refused, after the public description of Signature Version 4
 * (https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html); `undefined` when it is
 * signed well, body included.
 */
export const refuseSignature = (request: IncomingMessage, body: Buffer): string | undefined => {
  const found = AUTHORIZATION.exec(request.headers.authorization ?? "");
  if (!found) return "AccessDenied";
  const [, accessKey = "", day = "", region = "", signedHeaders = "", signature = ""] = found;
  if (accessKey !== ACCESS_KEY) return "InvalidAccessKeyId";
  const time = String(request.headers["x-amz-date"]);
  if (region !== REGION || !time.startsWith(day)) return "AuthorizationHeaderMalformed";
  const names = signedHeaders.split(";");
  if (!MUST_BE_SIGNED.every((name) => names.includes(name))) return "AccessDenied";
  const bodyHash = String(request.headers["x-amz-content-sha256"]);
  if (bodyHash !== sha256(body)) return "XAmzContentSHA256Mismatch";

  const url = new URL(request.url ?? "/", "http://localhost");
  const path = url.pathname
    .split("/")
    .map((part) => encode(decodeURIComponent(part)))
    .join("/");
  const headers = names.map((name) => `${name}:${String(request.headers[name]).trim()}\n`).join("");
  const canonical = [
    request.method,
    path,
    canonicalQuery(url.searchParams),
    headers,
    signedHeaders,
    bodyHash,
  ];
  const scope = `${day}/${region}/s3/aws4_request`;
  const toSign = ["AWS4-HMAC-SHA256", time, scope, sha256(canonical.join("\n"))].join("\n");
  const key = [region, "s3", "aws4_request"].reduce<Buffer>(hmac, hmac(`AWS4${SECRET_KEY}`, day));
  return hmac(key, toSign).toString("hex") === signature ? undefined : "SignatureDoesNotMatch";
};
