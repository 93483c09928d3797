using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>Reads views as a session sees them that has no database selected: with every name qualified, so that they can be created from anywhere and compared under other names.</summary>
internal sealed class ViewTextReader(Session session, IOperationObserver observer)
{
    private readonly StatementBytes _bytes = new(session, observer);

    /// <summary>SHOW CREATE VIEW.</summary>
    /// <returns>The view; null when it is gone.</returns>
    public async Task<SideObject?> ReadAsync(SideObject view, CancellationToken cancellationToken)
    {
        try
        {
            var rows = await session.QueryAsync($"SHOW CREATE VIEW {view.Place.Quoted}", cancellationToken).ConfigureAwait(false);
            var (statement, context) = await _bytes.FindAsync("The view", view.Place, view.Context!, rows[0].Text("Create View"), isProgram: false, cancellationToken).ConfigureAwait(false);
            return view with { Statement = statement, Context = context };
        }
        catch (MySqlOpsException e) when (e.ServerErrorNumber is { } number && ServerErrorNumber.IsObjectMissing(number))
        {
            observer.Verbose($"{session.Server}: the view {view.Place} was dropped meanwhile.");
            return null;
        }
    }
}
