using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Dump;
using MySqlOps.Engine.Foundation;
using MySqlOps.Engine.Load.Plan;
using MySqlOps.Engine.Load.Run;

namespace MySqlOps.Engine.Load;

/// <summary>
/// Loads an export into a server: <see cref="PlanAsync"/> says what would be done and writes nothing, <see cref="LoadAsync"/> does that very plan. A load that ended
/// before it was done is gone on with by the same two calls.
/// </summary>
internal sealed class ExportLoader(MySqlServer target, IExportSource source, LoadOptions options, IOperationObserver observer, TimeProvider time)
{
    private ExportDefinitions? _definitions;

    /// <summary>Makes the plan.</summary>
    /// <exception cref="MySqlOpsException">The export or the server can't be read. What is wrong with the plan is in its refusals.</exception>
    public async Task<LoadPlan> PlanAsync(CancellationToken cancellationToken)
    {
        var definitions = await ReadDefinitionsAsync(cancellationToken).ConfigureAwait(false);
        var session = await Session.OpenAsync(target, cancellationToken).ConfigureAwait(false);
        await using (session.ConfigureAwait(false))
            return await PlanOnAsync(session, definitions, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Runs a plan of <see cref="PlanAsync"/>.</summary>
    /// <exception cref="MySqlOpsException">A refusal of the plan; LoadBusy: another import runs, or the target is not as it was when the plan was made; or what went wrong.</exception>
    public async Task<MySqlImport> LoadAsync(LoadPlan plan, CancellationToken cancellationToken)
    {
        plan.ThrowIfRefused();
        var sessions = new LoadSessions(plan.Facts, options, plan.Databases, time);
        var control = await LoadControl.OpenAsync(sessions, time, cancellationToken).ConfigureAwait(false);
        await using (control.ConfigureAwait(false))
        {
            await VerifyAsync(control, plan, cancellationToken).ConfigureAwait(false);
            var crew = new LoadCrew(sessions, options.ThreadCount);
            await using (crew.ConfigureAwait(false))
            {
                using var executor = new LoadExecutor(source, plan, control, crew, observer, time);
                return await executor.RunAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task<LoadPlan> PlanOnAsync(Session session, ExportDefinitions definitions, CancellationToken cancellationToken)
    {
        var scope = LoadScope.Select(source.Manifest, definitions, options);
        var rowsOnly = scope.Tables.Where(table => table.Definition is null).Select(table => table.Target).ToArray();
        var databases = scope.Databases.Select(database => database.Target).ToArray();
        var facts = await new TargetFactsReader(session).ReadAsync(databases, rowsOnly, options.IncludeUser, cancellationToken).ConfigureAwait(false);
        return LoadPlanner.Plan(source.Manifest, definitions, facts with { Server = target }, options);
    }

    /// <summary>Now that nobody else can load, the plan must still be the one that would be made.</summary>
    private async Task VerifyAsync(LoadControl control, LoadPlan plan, CancellationToken cancellationToken)
    {
        var definitions = await ReadDefinitionsAsync(cancellationToken).ConfigureAwait(false);
        var now = await control.UseAsync(session => PlanOnAsync(session, definitions, cancellationToken), cancellationToken).ConfigureAwait(false);
        now.ThrowIfRefused();
        if (now.Resumed?.Id != plan.Resumed?.Id || !now.Steps.Select(step => step.ToString()).SequenceEqual(plan.Steps.Select(step => step.ToString()), StringComparer.Ordinal))
            throw new MySqlOpsException(ErrorId.LoadBusy, $"{target} has changed since the import was planned: another import may have run. Import again.", target);
    }

    private async Task<ExportDefinitions> ReadDefinitionsAsync(CancellationToken cancellationToken) =>
        _definitions ??= await ExportDefinitions.ReadAsync(source, options.Content != ExportContent.Data, options.IncludeUser, cancellationToken).ConfigureAwait(false);
}
