namespace MySqlOps.Engine.Connect;

/// <summary>Work that nobody waits for any more.</summary>
internal static class Unattended
{
    /// <summary>Looks at the task's error when it ends, so that it is not reported as unobserved.</summary>
    public static void Forget(Task task) =>
        _ = task.ContinueWith(static done => _ = done.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
}
