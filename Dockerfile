# One image a process: docker build --target scim-server|dingtalk-pusher|dingtalk-simulator .
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json ./
COPY tools ./tools
COPY apps ./apps
COPY libs ./libs
COPY test ./test
RUN node tools/build.mjs
# What is optional brings the embedded PostgreSQL of a local start; here the database is another container.
RUN npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:24-bookworm-slim AS runtime
ENV NODE_ENV=production
WORKDIR /app
COPY package.json LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/libs ./dist/libs
COPY --from=build /app/dist/apps ./dist/apps
USER node
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 CMD ["node", "-e", "fetch(process.env.HEALTH_URL).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

FROM runtime AS scim-server
COPY --from=build /app/dist/console ./dist/console
ENV HOST=0.0.0.0 PORT=3000 HEALTH_URL=http://127.0.0.1:3000/health/ready
EXPOSE 3000
CMD ["node", "--no-warnings", "dist/apps/scim-server/src/main.js"]

FROM runtime AS dingtalk-pusher
ENV HEALTH_HOST=0.0.0.0 HEALTH_PORT=3002 HEALTH_URL=http://127.0.0.1:3002/health/ready
EXPOSE 3002
CMD ["node", "--no-warnings", "dist/apps/dingtalk-pusher/src/main.js"]

FROM runtime AS dingtalk-simulator
# The page is served as its sources lie.
COPY --from=build /app/apps/dingtalk-simulator/page ./apps/dingtalk-simulator/page
ENV SIMULATOR_PORT=3001 HEALTH_URL=http://127.0.0.1:3001/__sim/counters
EXPOSE 3001
CMD ["node", "--no-warnings", "dist/apps/dingtalk-simulator/src/main.js"]
