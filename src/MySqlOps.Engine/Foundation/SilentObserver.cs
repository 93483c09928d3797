namespace MySqlOps.Engine.Foundation;

/// <summary>An observer that hears nothing, for users of the library who want none.</summary>
public sealed class SilentObserver : IOperationObserver
{
    /// <summary>The one instance; it has no state.</summary>
    public static SilentObserver Instance { get; } = new();

    private SilentObserver()
    {
    }

    /// <inheritdoc />
    public void Verbose(string message)
    {
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
