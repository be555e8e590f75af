# argolint in a small image, as a user without rights:
#   docker build -t argolint . && docker run --rm -v "$PWD:/work:ro" argolint check
FROM python:3.13-slim AS build
WORKDIR /source
COPY . .
RUN python -m venv /argolint && /argolint/bin/pip install --no-cache-dir --no-compile . -c constraints.txt

FROM python:3.13-slim
COPY --from=build /argolint /argolint
# The modules are put into one file ahead, since the user below may not write there.
RUN /argolint/bin/argolint --version && rm -rf /root/.cache
ENV PATH=/argolint/bin:$PATH
USER 65532:65532
WORKDIR /work
ENTRYPOINT ["argolint"]
CMD ["check"]
