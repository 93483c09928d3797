using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.ServerTests.Sandbox;

/// <summary>Does something at the moment when an operation says something.</summary>
/// <param name="isCue">Knows the moment by what is said.</param>
/// <param name="act">What to do, once.</param>
internal sealed class Eavesdropper(Func<string, bool> isCue, Action act) : IOperationObserver
{
    private int _done;

    public void Verbose(string message)
    {
        if (isCue(message) && Interlocked.Exchange(ref _done, 1) == 0)
            act();
    }

    public void Warning(string message)
    {
    }

    public void Progress(OperationProgress progress)
    {
    }
}
