using System.Collections.Concurrent;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Servers;

/// <summary>An observer that keeps what it hears.</summary>
public sealed class RememberingObserver : IOperationObserver
{
    private readonly ConcurrentQueue<string> _warnings = new();

    /// <summary>The warnings, in order.</summary>
    public IReadOnlyCollection<string> Warnings => _warnings;

    /// <inheritdoc />
    public void Verbose(string message)
    {
    }

    /// <inheritdoc />
    public void Warning(string message) => _warnings.Enqueue(message);

    /// <inheritdoc />
    public void Progress(OperationProgress progress)
    {
    }
}
