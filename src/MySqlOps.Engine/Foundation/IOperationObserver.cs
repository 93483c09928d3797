namespace MySqlOps.Engine.Foundation;

/// <summary>Who hears what a long operation has to say while it runs. Calls may come from any thread and never block.</summary>
public interface IOperationObserver
{
    /// <summary>Says a detail for those who ask for details.</summary>
    /// <param name="message">One sentence, without a secret.</param>
    void Verbose(string message);

    /// <summary>Says what the user must know although the operation goes on.</summary>
    /// <param name="message">One sentence, without a secret.</param>
    void Warning(string message);

    /// <summary>Says how far the operation is.</summary>
    /// <param name="progress">The state now; the observer may drop all but the newest.</param>
    void Progress(OperationProgress progress);
}
