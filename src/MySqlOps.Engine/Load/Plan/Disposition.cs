namespace MySqlOps.Engine.Load.Plan;

/// <summary>What is done about one object.</summary>
internal enum Disposition
{
    /// <summary>It is not there, and is made.</summary>
    Make,

    /// <summary>It is there, is dropped or emptied, and made or filled anew.</summary>
    Replace,

    /// <summary>It is there, and stays as it is.</summary>
    Skip,

    /// <summary>It is there because an earlier run of this load made it.</summary>
    Continue,

    /// <summary>It can't be loaded: a refusal says why.</summary>
    Refuse,
}
