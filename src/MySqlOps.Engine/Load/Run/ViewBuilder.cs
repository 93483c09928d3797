using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;

namespace MySqlOps.Engine.Load.Run;

/// <summary>
/// Makes views. Each database's come in an order that works, but they may read views of databases that come later; so what lacks something is put off
/// until a round brings nothing more. What is left then is broken in the export too, or reads what was not loaded.
/// </summary>
internal sealed class ViewBuilder(StatementRunner runner, LoadJournal journal)
{
    /// <summary>Makes them.</summary>
    public async Task BuildAsync(DataSession session, IReadOnlyList<LoadStep> steps, CancellationToken cancellationToken)
    {
        var open = steps;
        while (open.Count > 0)
        {
            var putOff = new List<(LoadStep Step, MySqlOpsException Error)>();
            foreach (var step in open)
            {
                if (await TryAsync(session, step, cancellationToken).ConfigureAwait(false) is { } error)
                    putOff.Add((step, error));
            }

            if (putOff.Count == open.Count)
            {
                foreach (var (_, error) in putOff)
                    journal.Warn($"A view could not be made. {error.Message}");
                return;
            }

            open = [.. putOff.Select(pair => pair.Step)];
        }
    }

    private async Task<MySqlOpsException?> TryAsync(DataSession session, LoadStep step, CancellationToken cancellationToken)
    {
        try
        {
            await runner.RunAsync(session, step, cancellationToken).ConfigureAwait(false);
            return null;
        }
        catch (MySqlOpsException e) when (LacksSomething(e))
        {
            await session.ExecuteAsync("SET NAMES utf8mb4", cancellationToken).ConfigureAwait(false);
            await LoadSessions.ResetAsync(session, cancellationToken).ConfigureAwait(false);
            return e;
        }
    }

    private static bool LacksSomething(MySqlOpsException e) =>
        e.ServerErrorNumber is ServerErrorNumber.TableMissing or ServerErrorNumber.ViewInvalid or ServerErrorNumber.RoutineMissing or ServerErrorNumber.UnknownDatabase;
}
