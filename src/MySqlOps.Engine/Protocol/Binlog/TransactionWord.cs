namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>Knows the statements that the server itself writes around those that do something.</summary>
internal static class TransactionWord
{
    /// <summary>What a statement is. The server writes these words itself, so that no comment and no other spelling comes.</summary>
    public static TransactionWordKind Of(string statement) => statement switch
    {
        "BEGIN" => TransactionWordKind.Begin,
        "COMMIT" or "ROLLBACK" => TransactionWordKind.End,
        _ when statement.StartsWith("XA START ", StringComparison.Ordinal) => TransactionWordKind.Begin,
        _ when statement.StartsWith("SAVEPOINT ", StringComparison.Ordinal) || statement.StartsWith("ROLLBACK TO ", StringComparison.Ordinal) || statement.StartsWith("XA END ", StringComparison.Ordinal) =>
            TransactionWordKind.Within,
        _ => TransactionWordKind.None,
    };
}
