# Needs Python 3.11 or newer and make, nothing else. `make help` lists what there is.
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
CASES ?=
EXTRAS_dev := [dev,ocr,postgres]
# Three for two processors: many tests wait for other processes.
WORKERS = $(shell echo $$(( ($$(getconf _NPROCESSORS_ONLN) * 3 + 1) / 2 )))

.DEFAULT_GOAL := help
.PHONY: help run test check format eval bench soak torture audit clean

help: ## 列出所有命令 / list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: .venv/run.stamp ## 安装并打开荷问 / install and open the assistant
	@$(BIN)/python -m bot

test: .venv/dev.stamp ## 全部测试 / all tests
	$(BIN)/python -m pytest -q -n $(WORKERS) --dist loadfile

check: .venv/dev.stamp ## 格式、规则、类型、分层 / format, lint, types, layers
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_rules.py

format: .venv/dev.stamp ## 排好格式 / format the code
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

eval: .venv/dev.stamp ## 评测回答，CASES="文件…" / score the answers
ifneq ($(CASES),)
	@$(BIN)/python -m bot eval $(CASES)
else
	@$(BIN)/python -m bot eval tests/evaluation/seed.jsonl
	@for cases in tests/evaluation/*/questions.jsonl; do folder=$$(dirname $$cases); echo "\n== $$folder"; \
	  $(BIN)/python -m bot eval $$cases --seeds $$folder --data data/evaluation/$$(basename $$folder) || exit 1; done
endif

bench: .venv/dev.stamp ## 测速度和检索，CMRC=文件 / measure speed and retrieval
	@$(BIN)/python -m tests.bench $(if $(CMRC),--cmrc "$(CMRC)")

soak: .venv/dev.stamp ## 一小时的混合负载，MINUTES=分钟，QUESTIONS=问题数 / an hour of mixed load
	$(BIN)/python -m tests.soak $(if $(QUESTIONS),--questions $(QUESTIONS),--minutes $(or $(MINUTES),60))

torture: .venv/dev.stamp ## 长时间的故障测试 / long tests with faults and kills
	$(BIN)/python -m pytest -q -m torture

audit: .venv/run.stamp ## 依赖有没有已知漏洞（要联网） / known holes in the dependencies
	@test -x .venv/audit/bin/pip-audit || { $(BIN)/python -m venv .venv/audit && .venv/audit/bin/pip install --quiet pip-audit; }
	.venv/audit/bin/pip-audit --requirement constraints.txt --no-deps --disable-pip

clean: ## 删除虚拟环境和缓存 / remove the environment and caches
	rm -rf .venv .bench .mypy_cache .pytest_cache .ruff_cache .hypothesis *.egg-info

.venv/run.stamp .venv/dev.stamp: .venv/%.stamp: .venv/bin/python Makefile pyproject.toml constraints.txt
	@echo '正在安装（只有第一次要等，约几分钟）… / installing (the first time only, some minutes) …' >&2
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.$(EXTRAS_$*)' >&2
	@touch $@

.venv/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || \
	  { echo '需要 Python 3.11 或更新的版本：请先安装，或用 make PYTHON=路径 指明。/ Python 3.11 or newer is needed.' >&2; exit 1; }
	@"$(PYTHON)" -m venv .venv || \
	  { rm -rf .venv; echo '建不成虚拟环境：Debian 和 Ubuntu 上请先 apt install python3-venv。/ Install python3-venv first.' >&2; exit 1; }
