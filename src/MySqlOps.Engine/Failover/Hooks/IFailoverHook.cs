namespace MySqlOps.Engine.Failover.Hooks;

/// <summary>One thing that an operator has done around a failover: a program or a script block, with its time limit.</summary>
internal interface IFailoverHook
{
    /// <summary>What it is, to those who read of it: a program's path, or "script block".</summary>
    string Name { get; }

    /// <summary>Runs it. What it does wrong is in the result; nothing but a cancellation is thrown.</summary>
    Task<HookResult> RunAsync(HookCall call, CancellationToken cancellationToken);
}
