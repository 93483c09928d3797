using MySqlOps.Engine.Failover.Monitor;

namespace MySqlOps.Cmdlets.Failover;

/// <summary>Where the events of a monitor go: into the pipeline or onto a console, and into a log.</summary>
/// <param name="log">The log; null for none.</param>
/// <param name="console">The live view; null for the pipeline.</param>
/// <param name="output">Gives an event to the pipeline.</param>
internal sealed class MonitorOutput(FailoverLog? log, FailoverConsole? console, Action<FailoverEvent> output)
{
    /// <summary>Runs the monitor until it ends, is cancelled, or a person presses Q.</summary>
    public async Task RunAsync(FailoverMonitor monitor, CancellationToken cancellationToken)
    {
        using var quit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var drawing = console is null ? Task.CompletedTask : DrawAsync(console, quit);
        try
        {
            await foreach (var happened in monitor.RunAsync(quit.Token).ConfigureAwait(false))
                await SayAsync(happened).ConfigureAwait(false);
        }
        finally
        {
            await quit.CancelAsync().ConfigureAwait(false);
            await drawing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        if (console is not null)
            await console.EndAsync().ConfigureAwait(false);
    }

    private static async Task DrawAsync(FailoverConsole console, CancellationTokenSource quit)
    {
        await console.RunAsync(quit.Token).ConfigureAwait(false);
        await quit.CancelAsync().ConfigureAwait(false);
    }

    private async Task SayAsync(FailoverEvent happened)
    {
        Show(happened);

        // The end of a monitor that is cancelled is logged too.
        if (log is not null && await log.WriteAsync(happened, CancellationToken.None).ConfigureAwait(false) is { } trouble)
            Show(new FailoverEvent { Server = happened.Primary, Primary = happened.Primary, Kind = FailoverEventKind.Warning, At = happened.At, Message = trouble });
    }

    private void Show(FailoverEvent happened)
    {
        if (console is null)
            output(happened);
        else
            console.Hear(happened);
    }
}
