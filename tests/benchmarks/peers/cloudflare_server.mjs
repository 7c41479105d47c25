// What Cloudflare's client needs of a server: `node cloudflare_server.mjs PORT`; says a line once it serves.
import { randomBytes } from "node:crypto";
import http from "node:http";

const noise = Buffer.from(randomBytes(3 << 18).toString("base64")); // text: the client counts its letters

function send(response, left) {
  while (left > 0) {
    const piece = noise.subarray(0, Math.min(left, noise.length));
    left -= piece.length;
    if (!response.write(piece)) return void response.once("drain", () => send(response, left));
  }
  response.end();
}

http.createServer((request, response) => {
  const count = Number(new URL(request.url, "http://host").searchParams.get("bytes") ?? 0);
  if (request.method === "POST") {
    request.on("end", () => response.end()).resume();
  } else {
    response.setHeader("Content-Length", count);
    send(response, count);
  }
}).listen(Number(process.argv[2]), () => console.log("serving"));
