using System.Collections.Concurrent;

namespace MySqlOps.Engine.Connect;

/// <summary>The thread on which a session's statements run: they block while they wait for the server, and must not take the pool's threads for that.</summary>
internal sealed class SessionThread : IDisposable
{
    private readonly BlockingCollection<Action> _work = [];

    /// <summary>Starts the thread.</summary>
    public SessionThread() =>
        new Thread(Run) { IsBackground = true, Name = "MySqlOps session" }.Start();

    /// <summary>Runs work on the thread, until it first awaits something that is not there yet.</summary>
    public Task<T> RunAsync<T>(Func<Task<T>> work)
    {
        var outcome = new TaskCompletionSource<Task<T>>(TaskCreationOptions.RunContinuationsAsynchronously);
        _work.Add(() =>
        {
            try
            {
                outcome.SetResult(work());
            }
            catch (Exception e)
            {
                outcome.SetException(e);
            }
        });
        return outcome.Task.Unwrap();
    }

    /// <summary>Lets the thread end after the work that it has.</summary>
    public void Dispose() => _work.CompleteAdding();

    private void Run()
    {
        using (_work)
        {
            foreach (var work in _work.GetConsumingEnumerable())
                work();
        }
    }
}
