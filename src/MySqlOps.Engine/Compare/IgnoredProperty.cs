namespace MySqlOps.Engine.Compare;

/// <summary>What is not looked at in definitions.</summary>
[Flags]
public enum IgnoredProperty
{
    /// <summary>Everything is looked at.</summary>
    None = 0,

    /// <summary>The next value of AUTO_INCREMENT; whether a column is AUTO_INCREMENT counts all the same.</summary>
    AutoIncrement = 1,

    /// <summary>DEFINER of views, routines, triggers and events.</summary>
    Definer = 2,

    /// <summary>Comments of tables, columns, indexes, partitions, routines and events.</summary>
    Comment = 4,

    /// <summary>Collations, of columns, tables and databases; character sets count all the same.</summary>
    Collation = 8,

    /// <summary>Character sets, and the collations with them.</summary>
    CharacterSet = 16,

    /// <summary>The order of columns.</summary>
    ColumnOrder = 32,

    /// <summary>Partitions.</summary>
    Partition = 64,

    /// <summary>The storage engine and its options (ROW_FORMAT, KEY_BLOCK_SIZE and their kin).</summary>
    Engine = 128,

    /// <summary>Whether an event is enabled: on a replica it is disabled.</summary>
    EventStatus = 256,

    /// <summary>The sql_mode of routines, triggers and events.</summary>
    SqlMode = 512,

    /// <summary>The names of indexes: two that are otherwise equal match.</summary>
    IndexName = 1024,

    /// <summary>The names of foreign keys and checks: two that are otherwise equal match.</summary>
    ConstraintName = 2048,
}
