"""The part of transformers' `TrainingArguments` that every method shares."""

from typing import Any

from transformers import EarlyStoppingCallback
from transformers.integrations.integration_utils import get_reporting_integration_callbacks

from twin_trainer.config.finetune import FinetuneConfig
from twin_trainer.errors import ConfigError
from twin_trainer.methods.base import Setup


def _trackers(config: FinetuneConfig) -> str | list[str]:
    names = [config.report_to] if isinstance(config.report_to, str) else list(config.report_to)
    return names[0] if names in (["none"], ["all"]) else names


def check_trackers(config: FinetuneConfig) -> None:
    """Raise `ConfigError` for a tracker that transformers does not know, or whose package is not installed."""
    try:
        callbacks = get_reporting_integration_callbacks(_trackers(config))  # type: ignore[no-untyped-call]
        for callback in callbacks:
            callback()
    except (ImportError, RuntimeError, ValueError) as error:
        raise ConfigError(str(error), field="report_to") from error


def training_arguments(setup: Setup) -> dict[str, Any]:
    """Return keyword arguments for `TrainingArguments` or a class derived from it."""
    config, device, schedule = setup.config, setup.device, setup.schedule
    on_gpu = device.name == "cuda"
    stops_early = config.early_stopping_patience is not None
    checkpointing = on_gpu if config.gradient_checkpointing == "auto" else config.gradient_checkpointing
    return {
        "output_dir": str(setup.checkpoints),
        "max_steps": schedule.total,
        "learning_rate": config.learning_rate,
        "lr_scheduler_type": config.scheduler,
        "warmup_steps": config.warmup if config.warmup < 1 else round(config.warmup),
        "per_device_train_batch_size": config.batch_size,
        "per_device_eval_batch_size": config.eval_batch_size or config.batch_size,
        "gradient_accumulation_steps": config.gradient_accumulation_steps,
        "gradient_checkpointing": checkpointing,
        "gradient_checkpointing_kwargs": {"use_reentrant": False} if checkpointing else None,
        "bf16": device.dtype == "bfloat16",
        "fp16": device.dtype == "float16",
        "use_cpu": not on_gpu,
        "dataloader_pin_memory": on_gpu,
        "eval_strategy": "steps" if config.eval_file else "no",
        "eval_steps": schedule.eval_every,
        "save_strategy": "steps",
        "save_steps": schedule.save_every,
        "save_total_limit": config.keep_checkpoints,
        "load_best_model_at_end": stops_early,
        "metric_for_best_model": "eval_loss" if config.eval_file else None,
        "greater_is_better": False if config.eval_file else None,
        "logging_steps": 1,
        "logging_nan_inf_filter": False,
        "include_num_input_tokens_seen": "non_padding",
        "disable_tqdm": True,
        "seed": config.seed,
        "data_seed": config.seed,
        "report_to": _trackers(config),
    }


def early_stopping(patience: int | None) -> list[EarlyStoppingCallback]:
    """Return what stops training after so many evaluations without improvement."""
    return [] if patience is None else [EarlyStoppingCallback(early_stopping_patience=patience)]
