# One image for the gateway and the workers: the command chooses. Debian, because onnxruntime-node and node-llama-cpp
# bring binaries for glibc.
FROM node:24.21.0-bookworm-slim AS base
WORKDIR /app

FROM base AS packages
COPY .npmrc package.json package-lock.json ./
RUN npm ci --omit=dev \
  # Models run on the processor here: builds for GPUs and other systems would double the image.
  && rm -rf node_modules/@node-llama-cpp/*-cuda* node_modules/@node-llama-cpp/*-vulkan \
  node_modules/onnxruntime-node/bin/napi-v*/darwin node_modules/onnxruntime-node/bin/napi-v*/win32

FROM base AS ui
COPY .npmrc package.json package-lock.json ./
RUN npm ci
COPY ui ui
RUN node node_modules/vite/bin/vite.js build ui

FROM base AS twin
ENV NODE_ENV=production \
  DATA_DIR=/data \
  CACHE_DIR=/cache \
  # What the GPU worker's trainer brings on first use outlives the container.
  UV_CACHE_DIR=/cache/uv \
  UV_PYTHON_INSTALL_DIR=/cache/python \
  HF_HOME=/cache/huggingface
# A new volume takes over owner and rights of the folder that it is mounted on.
RUN mkdir -p /data /cache /models && chown node:node /data /cache /models
COPY --from=packages /app/node_modules node_modules
COPY package.json ./
COPY docs/guides docs/guides
COPY configs configs
COPY domain domain
COPY stack stack
COPY stores stores
COPY models models
COPY retrieval retrieval
COPY activities activities
COPY trainer/locks trainer/locks
COPY trainer/src trainer/src
COPY workflows workflows
COPY workers workers
COPY api api
COPY --from=ui /app/ui/dist ui/dist
# By number, so that Kubernetes can tell that it is not root.
USER 1000:1000
VOLUME ["/data", "/cache"]
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=60s --retries=4 \
  CMD ["node", "--eval", "fetch(`http://127.0.0.1:${process.env.PORT || 3000}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "api/main.ts"]
