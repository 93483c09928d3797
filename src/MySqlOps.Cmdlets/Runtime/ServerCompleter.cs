using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using MySqlOps.Engine.Connect.Addresses;
using MySqlOps.Engine.Connect.LoginPaths;

namespace MySqlOps.Cmdlets.Runtime;

/// <summary>Completes -Server and the names of login paths.</summary>
public sealed class ServerCompleter : IArgumentCompleter
{
    /// <inheritdoc />
    public IEnumerable<CompletionResult> CompleteArgument(string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Completion.Run(
            wordToComplete,
            async token =>
            {
                var paths = await new LoginPathFile(ClientEnvironment.FromProcess().LoginPathFile, TimeProvider.System).ReadAsync(token).ConfigureAwait(false);
                return paths.Select(path => path.Name);
            });
}
