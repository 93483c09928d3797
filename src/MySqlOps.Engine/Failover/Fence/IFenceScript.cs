namespace MySqlOps.Engine.Failover.Fence;

/// <summary>What an operator has to cut off a server that does not answer: to power it off, to take it from the network.</summary>
internal interface IFenceScript
{
    /// <summary>Runs it.</summary>
    /// <param name="host">The old primary's host.</param>
    /// <param name="port">Its port.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    /// <returns>How it ended; 0 for fenced.</returns>
    Task<FenceScriptResult> RunAsync(string host, int port, CancellationToken cancellationToken);
}
