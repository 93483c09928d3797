namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor does after a look.</summary>
internal enum MonitorAction
{
    /// <summary>Nothing but look on.</summary>
    Watch,

    /// <summary>Brings a run to its end that was broken off.</summary>
    Resume,

    /// <summary>Fails over.</summary>
    FailOver,

    /// <summary>Says that it would fail over.</summary>
    Tell,

    /// <summary>Says why it does not fail over.</summary>
    Refuse,

    /// <summary>Ends with an error.</summary>
    End,
}
