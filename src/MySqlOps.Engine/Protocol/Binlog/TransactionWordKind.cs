namespace MySqlOps.Engine.Protocol.Binlog;

/// <summary>What a logged statement is to its transaction.</summary>
internal enum TransactionWordKind
{
    /// <summary>It does something.</summary>
    None,

    /// <summary>It begins the transaction.</summary>
    Begin,

    /// <summary>It only marks a place within.</summary>
    Within,

    /// <summary>It ends the transaction.</summary>
    End,
}
