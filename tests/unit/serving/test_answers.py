import threading

from jobtide.serving.answers import Body, Kept


def test_an_answer_is_made_once_and_the_least_used_is_forgotten():
    kept, made = Kept(2), []

    def make(name):
        def body():
            made.append(name)
            return Body(name.encode(), "text/plain")

        return body

    for name in ("a", "b", "a", "c", "a", "b"):
        assert kept.get((name,), make(name)).content == name.encode()
    assert made == ["a", "b", "c", "b"]


def test_many_threads_may_ask_at_once():
    kept = Kept(5)
    wrong = []

    def ask(seed):
        for step in range(300):
            name = str((seed * 7 + step) % 11)
            if kept.get((name,), lambda name=name: Body(name.encode(), "")).content != name.encode():
                wrong.append(name)

    threads = [threading.Thread(target=ask, args=(seed,)) for seed in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
