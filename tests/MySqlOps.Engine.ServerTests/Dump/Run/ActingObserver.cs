using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Dump.Run;

/// <summary>An observer that does something once, when it hears a word, before the work goes on.</summary>
internal sealed class ActingObserver(string word, Func<Task> act) : IOperationObserver
{
    private int _done;

    public void Verbose(string message) => Hear(message);

    public void Warning(string message) => Hear(message);

    public void Progress(OperationProgress progress) => Hear(progress.Status);

    private void Hear(string message)
    {
        if (message.Contains(word, StringComparison.Ordinal) && Interlocked.Exchange(ref _done, 1) == 0)
            Task.Run(act).GetAwaiter().GetResult();
    }
}
