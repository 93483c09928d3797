using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Dump.Run;

/// <summary>Passes on what is said, and keeps the warnings.</summary>
internal sealed class WarningList(IOperationObserver observer) : IOperationObserver
{
    private readonly Lock _gate = new();
    private readonly List<string> _warnings = [];

    /// <summary>The warnings until now, in order.</summary>
    public IReadOnlyList<string> All
    {
        get
        {
            lock (_gate)
                return [.. _warnings];
        }
    }

    /// <inheritdoc />
    public void Verbose(string message) => observer.Verbose(message);

    /// <inheritdoc />
    public void Warning(string message)
    {
        lock (_gate)
            _warnings.Add(message);
        observer.Warning(message);
    }

    /// <inheritdoc />
    public void Progress(OperationProgress progress) => observer.Progress(progress);
}
