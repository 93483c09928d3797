using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Compare.Sync;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>The clauses that make one index of a table like another's.</summary>
/// <param name="table">The two tables.</param>
internal sealed class IndexTransition(TableTransition table)
{
    /// <summary>The clauses.</summary>
    /// <param name="from">The index as it is; null when it comes.</param>
    /// <param name="to">The index as it is to be; null when it goes. When both are the same it is made anew.</param>
    public Transition Change(IndexSpec? from, IndexSpec? to)
    {
        if (from is not null && to is not null && from.Name == to.Name && from.IsInvisible != to.IsInvisible && (@from with { IsInvisible = to.IsInvisible }).Define() == to.Define())
            return new Transition([new AlterStep(ChangeStage.AlterTables, $"ALTER INDEX {SqlIdentifier.Quote(to.Name)} {(to.IsInvisible ? "INVISIBLE" : "VISIBLE")}", AlterStep.Indexes)], null);
        var steps = new List<AlterStep>();
        if (from is not null)
            steps.Add(new AlterStep(ChangeStage.AlterTables, from.IsPrimary ? "DROP PRIMARY KEY" : $"DROP INDEX {SqlIdentifier.Quote(from.Name)}", AlterStep.Drops));
        if (to is not null)
            steps.Add(Add(to));
        return new Transition(steps, null);
    }

    /// <summary>InnoDB makes one FULLTEXT index at a time (error 1795): the second and later have a statement of their own.</summary>
    private AlterStep Add(IndexSpec to)
    {
        var place = AlterStep.Indexes + table.To.Indexes.TakeWhile(index => index.Name != to.Name).Count();
        var isFurther = to.Kind == IndexKind.FullText
            && table.To.Indexes.TakeWhile(index => index.Name != to.Name).Any(index => index.Kind == IndexKind.FullText && !table.IsSteady(index));
        return new AlterStep(ChangeStage.AlterTables, $"ADD {to.Define()}", place) { IsJoined = !isFurther };
    }
}
