// Uploads a file with tus-js-client, breaks off once in the middle and goes on: a JSON wish on stdin
// ({"endpoint", "path", "headers"}), what came of it as JSON on stdout.

import { createReadStream, statSync } from "node:fs";
import { Upload } from "tus-js-client";

let text = "";
for await (const part of process.stdin) text += part;
const wish = JSON.parse(text);
const size = statSync(wish.path).size;
let paused = false;

await new Promise((done, fail) => {
  const upload = new Upload(createReadStream(wish.path), {
    endpoint: wish.endpoint,
    headers: wish.headers,
    chunkSize: 1_500_000,
    uploadSize: size,
    retryDelays: [100, 300, 1000],
    metadata: { filename: "IMG_7.mov", name: "from npm" },
    onError: fail,
    onChunkComplete: async (_chunk, accepted) => {
      if (paused || accepted < size / 3) return;
      paused = true;
      await upload.abort();
      const rest = new Upload(createReadStream(wish.path), {
        uploadUrl: upload.url,
        headers: wish.headers,
        chunkSize: 1_500_000,
        uploadSize: size,
        retryDelays: [100, 300, 1000],
        onError: fail,
        onSuccess: done,
      });
      rest.start();
    },
    onSuccess: () => fail(new Error("it was not broken off")),
  });
  upload.start();
});
console.log(JSON.stringify({ paused, sent: size }));
