// M-Lab's own client (npm @m-lab/ndt7, and ws for Node's missing WebSocket): `node ndt7.cjs PACKAGES_FOLDER HOST:PORT`.
const { createRequire } = require("node:module");
const fs = require("node:fs");
const path = require("node:path");

const [folder, server] = process.argv.slice(2);
const packages = createRequire(path.join(path.resolve(folder), "x.js"));
const WebSocket = packages("ws");
const source = path.dirname(packages.resolve("@m-lab/ndt7/src/ndt7.js"));

// A browser's worker, in this thread: the package's own file with the three names that it expects.
globalThis.Worker = class {
  constructor(file) {
    const post = (data) => this.onmessage({ data });
    this.sockets = [];
    const sockets = this.sockets;
    class Kept extends WebSocket {
      constructor(...words) { super(...words, { perMessageDeflate: false }); sockets.push(this); }
    }
    const body = fs.readFileSync(file, "utf8");
    this.main = new Function("WebSocket", "postMessage", "self", "Blob", `${body}; return workerMain;`)(
      Kept, post, {}, undefined);
  }
  postMessage(data) { this.main({ data }); }
  terminate() { for (const socket of this.sockets) socket.terminate(); }
};

const ndt7 = packages("@m-lab/ndt7/src/ndt7.js");
const found = {};
const rate = (told) => (told.LastServerMeasurement?.TCPInfo?.BytesReceived * 8) / told.LastServerMeasurement?.TCPInfo?.ElapsedTime;
ndt7.test(
  {
    userAcceptedDataPolicy: true, server, protocol: "ws",
    downloadworkerfile: path.join(source, "ndt7-download-worker.js"),
    uploadworkerfile: path.join(source, "ndt7-upload-worker.js"),
  },
  {
    downloadComplete: (told) => { found.down = told.LastClientMeasurement.MeanClientMbps; },
    uploadComplete: (told) => { found.up = rate(told) || told.LastClientMeasurement.MeanClientMbps; },
    error: (error) => { console.error(String(error)); process.exit(1); },
  },
).then(() => { console.log(JSON.stringify(found)); process.exit(0); });
