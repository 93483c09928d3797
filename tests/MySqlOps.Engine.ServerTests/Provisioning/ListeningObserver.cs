using System.Collections.Concurrent;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Provisioning;

/// <summary>An observer that keeps all it hears, and acts on what it hears.</summary>
internal sealed class ListeningObserver(Action<string>? act = null) : IOperationObserver
{
    private readonly ConcurrentQueue<string> _sayings = new();

    /// <summary>All that was said.</summary>
    public IReadOnlyCollection<string> Sayings => _sayings;

    public void Verbose(string message) => Hear(message);

    public void Warning(string message) => Hear(message);

    public void Progress(OperationProgress progress) => Hear($"{progress.Activity}: {progress.Status}");

    private void Hear(string saying)
    {
        _sayings.Enqueue(saying);
        act?.Invoke(saying);
    }
}
