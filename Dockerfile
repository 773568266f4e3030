# 荷问 in an image: an ordinary user, a root that can be read-only, everything that changes under /data.
# Build: docker build -t hewen .     One machine: docker run -v hewen:/data -p 127.0.0.1:8080:8080 --env-file .env hewen
FROM python:3.11-slim AS packages
WORKDIR /build
RUN python -m venv /venv
COPY pyproject.toml constraints.txt README.md ./
COPY bot/__init__.py bot/
COPY retrieval/__init__.py retrieval/
# The dependencies alone: the program itself runs from /app. What chromadb brings for a cluster of its own and for an
# embedder of its own is never imported (150 MB); tests and caches stay behind too.
RUN /venv/bin/pip install --no-cache-dir --no-compile -c constraints.txt '.[postgres]' \
 && /venv/bin/pip uninstall -y hewen kubernetes onnxruntime \
 && find /venv -depth -type d \( -name tests -o -name __pycache__ \) -exec rm -rf {} +

FROM python:3.11-slim
ENV PATH=/venv/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HOME=/tmp MPLCONFIGDIR=/tmp/matplotlib \
    DATA_DIR=/data WEB_HOST=0.0.0.0 WEB_PORT=8080
RUN useradd --uid 10001 --no-create-home --shell /usr/sbin/nologin hewen && install -d -o hewen -g hewen /data
COPY --from=packages /venv /venv
WORKDIR /app
COPY bot bot
COPY retrieval retrieval
COPY prompts prompts
COPY seeds seeds
USER 10001
VOLUME /data
EXPOSE 8080 8443
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=5s --start-period=120s \
  CMD ["python", "-c", "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"WEB_PORT\"]}/healthz', timeout=4)"]
CMD ["python", "-m", "bot"]
