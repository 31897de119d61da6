# One image for every process: it takes all it needs from the environment (.env.example explains each setting).
FROM python:3.12-slim AS libraries
RUN python -m venv /venv
COPY requirements.run.lock ./
RUN /venv/bin/pip install --no-cache-dir --require-hashes -r requirements.run.lock

FROM python:3.12-slim
COPY --from=libraries /venv /venv
WORKDIR /bespoke
COPY bot bot
COPY nlu nlu
COPY planner planner
COPY storage storage
COPY catalogues catalogues
ENV PATH=/venv/bin:$PATH PYTHONPATH=/bespoke PYTHONUNBUFFERED=1 \
    DATABASE_URL=sqlite:////data/bespoke.db HEALTH_LISTEN=0.0.0.0:9090
# The planner's inner loops are compiled once, here, and not at every start.
RUN printf '#!/bin/sh\nexec python -m bot.runtime.cli "$@"\n' > /usr/local/bin/bespoke \
    && chmod +x /usr/local/bin/bespoke \
    && python -m compileall -q bot nlu planner storage \
    && python -m planner.solver.joint.warm \
    && useradd --create-home --uid 1000 bespoke \
    && mkdir /data && chown bespoke /data
USER bespoke
VOLUME /data
EXPOSE 9090
# Told to stop, it finishes what is under way, for some seconds.
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
    CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:9090/health')"
CMD ["bespoke", "run"]
