# Formbox. Bare `make` lists the targets.
PYTHON ?= python3.11
VENV := .venv
BIN := $(VENV)/bin
export NUMBA_CACHE_DIR ?= $(CURDIR)/.cache/numba
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help demo run match test bench peers judge calibrate autoencoder install uninstall boot kms libcamera soak check clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

$(VENV)/.installed: pyproject.toml
	@echo "Making the environment in $(VENV) (about a minute) ..."
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/pip install --quiet --editable '.[test,bench]'
	@touch $@

# What the bench measures against: MediaPipe brings another OpenCV, so it lives apart.
.venv-peers/.installed: pyproject.toml
	@echo "Making .venv-peers, with MediaPipe in it ..."
	@$(PYTHON) -m venv .venv-peers
	@.venv-peers/bin/pip install --quiet mediapipe==0.10.21
	@touch $@

# What trains the encoder: TensorFlow is 250 MB and no part of the box.
.venv-train/.installed: pyproject.toml
	@echo "Making .venv-train, with TensorFlow in it ..."
	@$(PYTHON) -m venv .venv-train
	@.venv-train/bin/pip install --quiet tensorflow-cpu==2.21.0 numpy==1.26.4 numba==0.68.1 av==18.1.0 tqdm==4.70.1
	@touch $@

demo: $(VENV)/.installed ## a whole match without a camera, into demo/ (REAL=1: real people)
	@$(BIN)/formbox demo $(if $(REAL),--real)

run: $(VENV)/.installed ## the whole box on this machine: TV, page for phones, night work
	@$(BIN)/formbox run

match: $(VENV)/.installed ## one match with your camera: make match LESSON=video.mp4 [CAMERA=0]
	@test -n "$(LESSON)" || { echo "Which video? make match LESSON=video.mp4 [CAMERA=0]"; exit 2; }
	@$(BIN)/formbox match "$(LESSON)" --camera "$(or $(CAMERA),0)"

test: $(VENV)/.installed ## all tests
	$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

peers: .venv-peers/.installed ## what the bench measures against, in .venv-peers

bench: $(VENV)/.installed .venv-peers/.installed ## speed and memory against peers, into build/bench.json
	$(BIN)/python -m tests.tools.bench

judge: $(VENV)/.installed ## how good the scores are, on held-out data, into build/judge.json
	$(BIN)/python -m tests.tools.judge

calibrate: $(VENV)/.installed ## measure the constants of the scoring curves
	$(BIN)/python -m tests.tools.judge.calibrate

autoencoder: .venv-train/.installed ## train the encoder of method autoencoder (2 minutes) and print its figures
	.venv-train/bin/python -m models.autoencoder train

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

clean: ## remove everything that was made here, the environment too
	rm -rf $(VENV) .venv-peers .venv-train build demo .cache
