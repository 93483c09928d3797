using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Failover.Members;

/// <summary>Collects what an account was not shown.</summary>
internal sealed class UnseenParts : IOperationObserver
{
    private readonly List<string> _sentences = [];

    /// <summary>A sentence each.</summary>
    public IReadOnlyList<string> Sentences => _sentences;

    /// <inheritdoc />
    public void Verbose(string message)
    {
    }

    /// <inheritdoc />
    public void Warning(string message) => _sentences.Add(message);

    /// <inheritdoc />
    public void Progress(OperationProgress progress)
    {
    }
}
