namespace MySqlOps.Engine.Failover.Monitor;

/// <summary>What a monitor does about a primary that is gone.</summary>
public enum FailoverMode
{
    /// <summary>It makes a candidate the primary, or else the best of the other replicas.</summary>
    Auto,

    /// <summary>It makes one of the candidates the primary, and nobody else.</summary>
    Elect,

    /// <summary>It fails over to nobody: it reports, and ends with an error.</summary>
    Fail,
}
