# The SPA, then the packages, then a small image that runs as nobody and writes nowhere.
FROM node:20-slim AS spa
WORKDIR /src/frontend
COPY frontend/package.json frontend/package-lock.json frontend/.npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY frontend ./
RUN npm run build

FROM python:3.11-slim AS packages
COPY requirements.lock .
RUN python -m venv /opt/leo && /opt/leo/bin/pip install --no-cache-dir --require-hashes -r requirements.lock

FROM python:3.11-slim
ENV PATH=/opt/leo/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 LOG_JSON=true MODE=live
WORKDIR /app
COPY --from=packages /opt/leo /opt/leo
COPY api api
COPY domain domain
COPY adapters adapters
COPY workers workers
COPY docs/legal docs/legal
COPY --from=spa /src/frontend/dist frontend/dist
RUN install -d -o 65534 -g 65534 /backups
USER 65534:65534
EXPOSE 8000
HEALTHCHECK --interval=15s --timeout=3s CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["uvicorn", "api.main:app", "--host", "0.0.0.0", "--port", "8000", "--no-access-log"]
