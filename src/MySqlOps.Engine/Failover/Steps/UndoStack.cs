namespace MySqlOps.Engine.Failover.Steps;

/// <summary>What undoes the steps that were begun, in the reverse of their order.</summary>
internal sealed class UndoStack
{
    private readonly Lock _lock = new();
    private readonly Stack<FailoverStep> _steps = new();

    /// <summary>Remembers a step. Said before it is begun, so that one that fails half-way is undone too.</summary>
    public void Push(FailoverStep step)
    {
        if (step.Undo.Count == 0)
            return;
        lock (_lock)
            _steps.Push(step);
    }

    /// <summary>Forgets a step that turned out to have done nothing.</summary>
    public void Remove(FailoverStep step)
    {
        lock (_lock)
        {
            var others = _steps.Where(other => !ReferenceEquals(other, step)).Reverse().ToArray();
            _steps.Clear();
            foreach (var other in others)
                _steps.Push(other);
        }
    }

    /// <summary>Forgets all: there is no way back any more.</summary>
    public void Clear()
    {
        lock (_lock)
            _steps.Clear();
    }

    /// <summary>Takes the last step that was begun; null when none is left.</summary>
    public FailoverStep? Pop()
    {
        lock (_lock)
            return _steps.TryPop(out var step) ? step : null;
    }
}
