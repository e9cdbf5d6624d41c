# One image for web, worker, clock and beat; docker-compose.yml says what each runs.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1
WORKDIR /app

COPY requirements.txt requirements-s3.txt ./
RUN python -m pip install --require-hashes -r requirements.txt \
 && python -m pip install --require-hashes -r requirements-s3.txt

COPY . .
# Words and static files are part of the image; the key is needed to read the settings and signs nothing.
RUN SECRET_KEY=building python manage.py messages compile \
 && SECRET_KEY=building python manage.py collectstatic --noinput

RUN useradd --system --uid 10001 --home-dir /app langelis \
 && install -d -m 0700 -o langelis /attachments
USER langelis
