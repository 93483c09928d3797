using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Compare.Rows;

/// <summary>Waits for a word to be said.</summary>
/// <param name="word">What is waited for.</param>
internal sealed class WaitingObserver(string word) : IOperationObserver
{
    private readonly TaskCompletionSource _heard = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when it was said.</summary>
    public Task Heard => _heard.Task;

    /// <inheritdoc />
    public void Verbose(string message)
    {
        if (message.Contains(word, StringComparison.Ordinal))
            _heard.TrySetResult();
    }

    /// <inheritdoc />
    public void Warning(string message)
    {
    }

    /// <inheritdoc />
    public void Progress(OperationProgress progress)
    {
    }
}
