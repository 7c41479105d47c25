// Cloudflare's own client (npm @cloudflare/speedtest) under Node: `node cloudflare.mjs PACKAGES_FOLDER BASE_URL`.
// It is written for a browser: what it asks of one is stood in for, its packet loss test needs WebRTC and is left out.
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";

const [folder, base] = process.argv.slice(2);
const require = createRequire(path.join(path.resolve(folder), "x.js"));
const timings = new Map();
const plainFetch = globalThis.fetch;

const say = console.log;
console.log = console.warn = () => {};
globalThis.window = { location: { origin: base } };
globalThis.self = globalThis;
performance.setResourceTimingBufferSize ??= () => {};
performance.clearResourceTimings = () => timings.clear();
performance.getEntriesByName = (url) => [timings.get(url)];
globalThis.fetch = async (url, options) => {
  const requestStart = performance.now();
  const response = await plainFetch(url, options);
  const responseStart = performance.now();
  const text = response.text.bind(response);
  response.text = async () => {
    const body = await text();
    const responseEnd = performance.now();
    const none = { connectStart: 0, connectEnd: 0, secureConnectionStart: 0, nextHopProtocol: "http/1.1" };
    timings.set(String(url), { ...none, requestStart, responseStart, responseEnd, transferSize: body.length + 300 });
    return body;
  };
  return response;
};

const entry = pathToFileURL(path.join(path.resolve(folder), "node_modules/@cloudflare/speedtest/dist/speedtest.js"));
const { default: SpeedTest } = await import(entry.href);
const ladder = [
  ["download", 1e5, 1], ["latency", 0, 20], ["download", 1e5, 9], ["download", 1e6, 8], ["upload", 1e5, 8],
  ["upload", 1e6, 6], ["download", 1e7, 6], ["upload", 1e7, 4], ["download", 2.5e7, 4], ["upload", 2.5e7, 4],
  ["download", 9.9e7, 3], ["upload", 5e7, 3],
];
const measurements = ladder.map(([type, bytes, count], place) =>
  type === "latency" ? { type, numPackets: count } : { type, bytes, count, bypassMinDuration: place === 0 });
const engine = new SpeedTest({
  autoStart: false, measurements, downloadApiUrl: `${base}/__down`, uploadApiUrl: `${base}/__up`, logAimApiUrl: null,
  logMeasurementApiUrl: null,
});
engine.onError = (error) => { console.error(String(error)); process.exit(1); };
engine.onFinish = (results) => {
  const { download, upload } = results.getSummary();
  const [down, up] = [results.getDownLoadedLatency?.(), results.getUpLoadedLatency?.()];
  say(JSON.stringify({ down: download / 1e6, up: upload / 1e6, loaded_down: down, loaded_up: up }));
  process.exit(0);
};
engine.play();
