using MySqlOps.Engine.Compare.Rows.Pairs;
using MySqlOps.Engine.Connect;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Rows.Reading;

/// <summary>Says why the rows of a table could not be compared to the end.</summary>
internal static class RowTrouble
{
    /// <summary>The reason, as a sentence.</summary>
    public static string Describe(TablePair pair, MySqlOpsException error) => error switch
    {
        { ServerErrorNumber: { } number } when ServerErrorNumber.IsTableChanged(number) =>
            $"The table was altered, truncated or dropped on {error.Target} while it was compared. Compare it again.",
        { ServerErrorNumber: ServerErrorNumber.QueryInterrupted } => $"A query for its rows was killed on {error.Target}. Compare it again.",
        { Id: ErrorId.ConnectionLost } => $"The connection to {error.Target} was lost while it was compared. Compare it again.",
        { Id: ErrorId.PrivilegeMissing } => $"The account may not read {pair} on {error.Target}. Grant it SELECT.",
        _ => error.Message,
    };
}
