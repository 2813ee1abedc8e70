import math

from twin_trainer.evaluate import text_windows
from twin_trainer.loss import SampleLoss, mean_loss, score_samples
from twin_trainer.tokenization import Tokens


def test_every_token_counts_the_same():
    assert mean_loss([SampleLoss(2.0, 1), SampleLoss(1.0, 2)]) == 1.0


def test_windows_cover_the_text_once():
    windows = text_windows(range(10), 4)
    assert [window.ids for window in windows] == [(0, 1, 2, 3), (4, 5, 6, 7), (8, 9)]
    assert [window.answer_length for window in windows] == [3, 3, 1]
    assert len(text_windows(range(9), 4)) == 2


def test_batches_do_not_change_a_score(tiny_model):
    from transformers import AutoModelForCausalLM

    model = AutoModelForCausalLM.from_pretrained(tiny_model, dtype="float32")
    samples = [Tokens(tuple(range(5, 5 + length)), 3) for length in (6, 20, 9)]
    together = score_samples(model, samples, batch_size=3)
    alone = [score_samples(model, [sample], batch_size=1)[0] for sample in samples]
    assert [loss.tokens for loss in together] == [3, 17, 6]
    for one, other in zip(together, alone, strict=True):
        assert math.isclose(one.total, other.total, rel_tol=1e-4)
