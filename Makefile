# Formbox. Bare `make` lists the targets.
#
# PYTHON=python3.13 chooses another Python: the environment is made again when it was made with a different one.
# LATEST=1 takes the newest libraries that pyproject.toml allows, in .venv-latest, in place of the locked ones.
ifeq ($(origin PYTHON),undefined)
PYTHON := $(shell for name in python3.11 python3.12 python3.13; do $$name -c '' 2>/dev/null && echo $$name && break; done)
endif
VERSION := $(if $(PYTHON),$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null))
VENV := $(if $(LATEST),.venv-latest,.venv)
BIN := $(VENV)/bin
# $(call locked,FILES): what pip is told to bring exactly the packages of these lock files
locked = install --quiet --require-hashes $(patsubst %,--requirement requirements/%.txt,$(1))
export NUMBA_CACHE_DIR ?= $(CURDIR)/.cache/numba
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo run match test bench peers trainer judge calibrate autoencoder recogniser install uninstall boot kms \
	libcamera soak check lock clean newest python

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

python:
	@case "$(VERSION)" in 3.11 | 3.12 | 3.13) ;; *) \
		echo "Python 3.11, 3.12 or 3.13 is needed, $(or $(PYTHON),python3.11) is $(or $(VERSION),not here): make PYTHON=..."; \
		exit 2;; esac

# The stamp of an environment names its Python, and goes with it when another one takes its place.
ifdef LATEST
$(VENV)/.installed: newest
else
$(VENV)/.installed: pyproject.toml $(VENV)/.locked-$(VERSION)
	@$(BIN)/pip install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
endif

.venv/.locked-$(VERSION): requirements/build.txt requirements/box.txt requirements/test.txt requirements/bench.txt | python
	@echo "Making the environment in .venv with Python $(VERSION) (about a minute) ..."
	@$(PYTHON) -m venv --clear .venv
	@.venv/bin/pip $(call locked,build box test bench)
	@touch $@

newest: python
	@echo "Bringing the newest libraries into .venv-latest ..."
	@test -e .venv-latest/.python-$(VERSION) || $(PYTHON) -m venv --clear .venv-latest
	@touch .venv-latest/.python-$(VERSION)
	@.venv-latest/bin/pip install --quiet --upgrade --upgrade-strategy eager --editable '.[test,bench]'

# What the bench measures against: MediaPipe brings another OpenCV, so it lives apart, on a Python that it has wheels for.
PEERS_PYTHON ?= $(if $(filter 3.13,$(VERSION)),$(shell python3.12 -c '' 2>/dev/null && echo python3.12 || echo python3.11),$(PYTHON))
.venv-peers/.locked: requirements/peers.txt | python
	@$(PEERS_PYTHON) -c '' || { echo "MediaPipe 0.10.21 needs Python 3.11 or 3.12 beside $(VERSION): make peers PEERS_PYTHON=..."; exit 2; }
	@echo "Making .venv-peers, with MediaPipe in it ..."
	@$(PEERS_PYTHON) -m venv --clear .venv-peers
	@.venv-peers/bin/pip $(call locked,peers)
	@touch $@

# What trains: TensorFlow is 250 MB and no part of the box.
.venv-train/.locked-$(VERSION): requirements/train.txt | python
	@echo "Making .venv-train, with TensorFlow in it ..."
	@$(PYTHON) -m venv --clear .venv-train
	@.venv-train/bin/pip $(call locked,train)
	@touch $@

# What writes the lock files: on any Python, before anything else is installed.
.venv-lock/.locked-$(VERSION): requirements/lock.txt | python
	@$(PYTHON) -m venv --clear .venv-lock
	@.venv-lock/bin/pip $(call locked,lock)
	@touch $@

demo: $(VENV)/.installed ## a whole match without a camera, into demo/ (REAL=1: real people)
	@$(BIN)/formbox demo $(if $(REAL),--real)

run: $(VENV)/.installed ## the whole box on this machine: TV, page for phones, night work
	@$(BIN)/formbox run

match: $(VENV)/.installed ## one match with your camera: make match LESSON=video.mp4 [CAMERA=0]
	@test -n "$(LESSON)" || { echo "Which video? make match LESSON=video.mp4 [CAMERA=0]"; exit 2; }
	@$(BIN)/formbox match "$(LESSON)" --camera "$(or $(CAMERA),0)"

# A worker that dies ends the run with a report: pytest-xdist 3.8 may wait for ever for the one that replaces it.
test: $(VENV)/.installed ## all tests [LATEST=1: with the newest libraries]
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --max-worker-restart 0 --dist loadfile

peers: .venv-peers/.locked ## what the bench measures against, in .venv-peers

trainer: .venv-train/.locked-$(VERSION) ## what trains the encoder and the recogniser, in .venv-train

bench: $(VENV)/.installed .venv-peers/.locked ## speed and memory against peers, into build/bench.json
	$(BIN)/python -m tests.tools.bench

judge: $(VENV)/.installed ## how good the scores are, on held-out data, into build/judge.json
	$(BIN)/python -m tests.tools.judge

calibrate: $(VENV)/.installed ## measure the constants of the scoring curves
	$(BIN)/python -m tests.tools.judge.calibrate

autoencoder: trainer ## train the encoder of method autoencoder (2 minutes) and print its figures
	.venv-train/bin/python -m models.autoencoder train

recogniser: trainer ## train what names exercises [METHOD=forest] and print how well it does
	$(if $(METHOD),,.venv-train/bin/python -m models.recogniser.train_spread)
	$(if $(METHOD),,.venv-train/bin/python -m models.recogniser.repetition_references)
	.venv-train/bin/python -m models.recogniser train $(if $(METHOD),--method $(METHOD))

install: ## put the box in place on this machine (Debian, Raspberry Pi OS) [WITH=links,postgresql]
	@$(if $(filter 0,$(shell id -u)),,sudo )systemd/install.sh $(if $(WITH),--with $(WITH))

uninstall: ## take it off again; what it kept stays [PURGE=1: that too]
	@$(if $(filter 0,$(shell id -u)),,sudo )systemd/uninstall.sh $(if $(PURGE),--purge)

boot: $(VENV)/.installed ## install and boot the box in a container (root, mmdebstrap, systemd-container)
	FORMBOX_BOOT=1 $(BIN)/pytest tests/systemd/test_boot.py

soak: $(VENV)/.installed ## an hour of the station: does anything grow?
	$(BIN)/python -m tests.tools.bench.soak --minutes 60

kms: $(VENV)/.installed ## a match and the station on a screen without a desktop, in an emulated machine (root, qemu)
	FORMBOX_KMS=1 $(BIN)/pytest tests/kms

libcamera: $(VENV)/.installed ## the Pi's camera driver against a real libcamera (root, mmdebstrap)
	FORMBOX_LIBCAMERA=1 $(BIN)/pytest tests/device/camera/test_real_libcamera.py

check: $(VENV)/.installed ## ruff and mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy

lock: .venv-lock/.locked-$(VERSION) ## write requirements/ anew, with the newest that pyproject.toml allows
	@.venv-lock/bin/python requirements/lock.py

clean: ## remove everything that was made here, the environment too
	rm -rf .venv .venv-latest .venv-peers .venv-train .venv-lock build demo .cache
