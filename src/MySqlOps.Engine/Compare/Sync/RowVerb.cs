namespace MySqlOps.Engine.Compare.Sync;

/// <summary>What is done for a <see cref="RowChange"/>.</summary>
internal enum RowVerb
{
    /// <summary>The row is deleted.</summary>
    Delete,

    /// <summary>The row is updated.</summary>
    Update,

    /// <summary>The row is inserted.</summary>
    Insert,

    /// <summary>The first half of an update: the row is deleted because another needs its unique value, whose value it needs itself.</summary>
    TakeOut,

    /// <summary>The second half: the row is inserted as it is to be.</summary>
    PutBack,
}
