using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using StaffFlows.Engine.Activities;
using StaffFlows.Engine.Definitions;
using StaffFlows.Engine.Definitions.Json;
using StaffFlows.Engine.Execution;
using StaffFlows.Engine.Tests.Engine.Support;

namespace StaffFlows.Engine.Tests.Engine;

public sealed class When_a_definition_is_read_and_written
{
    private const string Foreign = """
        {
          "$schema": "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json",
          "id": "x-v3", "definitionId": "x", "tenantId": "t", "name": "请假", "description": null, "version": 3, "toolVersion": "3.8.0.0",
          "createdAt": "2026-11-20T01:00:00+08:00", "isLatest": true, "isPublished": false, "isReadonly": false, "usableAsActivity": true,
          "variables": [{"id":"v1","name":"Days","typeName":"Int32","isArray":false,"value":"1","storageDriverTypeName":null,"future":{"a":[1]}}],
          "inputs": [{"name":"days","type":"Int32","isArray":false,"uiHint":"singleline","future":1}],
          "outputs": [{"name":"result","type":"String","future":2}],
          "outcomes": ["Done","Refused"], "customProperties": {"StaffFlows:Procedure":{"form":"leave"}}, "options": {"autoUpdateConsumingWorkflows": true},
          "root": {
            "id": "flow", "nodeId": "Workflow1:flow", "type": "Elsa.Flowchart", "version": 1,
            "customProperties": {"notFoundConnections":[{"source":{"activity":"gone","port":"Done"},"target":{"activity":"a"}}]},
            "activities": [{"id":"a","type":"Acme.Unknown","version":7,"secret":{"x":[true,null]}},{"type":"Elsa.WriteLine","version":1}],
            "connections": [{"source":{"activity":"a","port":"Odd"},"target":{"activity":"nowhere","port":"In"},"vertices":[{"x":1,"y":2}]}]
          }
        }
        """;

    [Fact]
    public void Everything_survives_known_or_not()
    {
        var written = WorkflowDefinitionJson.Write(WorkflowDefinitionJson.Read(Foreign));

        JsonNode.DeepEquals(written, JsonNode.Parse(Foreign)).ShouldBeTrue(written.ToJsonString());
    }

    [Fact]
    public void Whatever_stands_in_unknown_members_survives()
    {
        Prop.ForAll<NonEmptyString, string[], int>((name, texts, number) =>
        {
            var json = (JsonObject)JsonNode.Parse(Foreign)!;
            json["x-" + name.Get] = new JsonArray([.. texts.Select(text => (JsonNode?)JsonValue.Create(text))]);
            json["root"]!["activities"]![0]!["x-" + name.Get] = number;

            return JsonNode.DeepEquals(WorkflowDefinitionJson.Write(WorkflowDefinitionJson.Read(json)), json);
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("""[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b","port":"In"}}]""", "Done", "nested")]
    [InlineData("""[{"source":"a","target":"b","sourcePort":"Yes","targetPort":"In"}]""", "Yes", "flat, of older versions")]
    [InlineData("""{"$values":[{"source":{"activity":"a","port":"Done"},"target":{"activity":"b"}}]}""", "Done", "wrapped by a reference-preserving serializer")]
    [InlineData("""{"source":{"activity":"a","port":"Done"},"target":{"activity":"b"}}""", "Done", "one object")]
    [InlineData("""[{"source":{"activity":"a","port":null},"target":{"activity":"b"}}]""", "Done", "no port is Done")]
    [InlineData("""[{"source":{"activity":"a"},"target":{"activity":"b"}},{"source":{"activity":"a"},"target":{"activity":"gone"}}]""", "Done", "an end that is not there")]
    public void Connections_are_understood_in_every_form(string connections, string port, string reason)
    {
        var json = (JsonObject)JsonNode.Parse("""
            {"definitionId":"x","root":{"id":"flow","type":"Elsa.Flowchart","version":1,
             "activities":[{"id":"a","type":"Elsa.Start","version":1},{"id":"b","type":"Elsa.End","version":1}]}}
            """)!;
        json["root"]!["connections"] = JsonNode.Parse(connections);

        var flowchart = ActivityTree.Read(WorkflowDefinitionJson.Read(json)).Children.Single();

        flowchart.Connections.Single().ShouldBeEquivalentTo(new Connection("a", port, "b", "In", []), reason);
    }

    [Fact]
    public void Missing_ids_are_generated_and_node_ids_are_paths_from_the_implicit_root()
    {
        var graph = WorkflowGraph.Compile(WorkflowDefinitionJson.Read("""
            {"definitionId":"x","root":{"type":"Elsa.Flowchart","version":1,"start":{"id":"WriteLine1","type":"Elsa.WriteLine","version":1},
             "activities":[{"id":"WriteLine1","type":"Elsa.WriteLine","version":1},{"type":"Elsa.WriteLine","version":1},
                           {"id":"if1","type":"Elsa.If","version":1,"then":{"type":"Elsa.Finish","version":1},"condition":{"typeName":"Boolean","expression":{"type":"Literal","value":"True"}}}]}}
            """), new ActivityCatalog(StandardActivities.All));

        graph.Nodes.Select(node => node.NodeId).ShouldBe(
        [
            "Workflow1", "Workflow1:Flowchart1", "Workflow1:Flowchart1:WriteLine1", "Workflow1:Flowchart1:WriteLine2",
            "Workflow1:Flowchart1:if1", "Workflow1:Flowchart1:if1:Finish1",
        ]);
        graph.FindById("Finish1")!.Slot.ShouldBe("then");
        graph.Find("Workflow1:Flowchart1:if1")!.Type.ShouldBe("Elsa.If");
    }

    [Fact]
    public void Node_ids_can_be_written_into_the_json_for_the_designer()
    {
        var definition = ActivityTree.WithNodeIds(new Flow().Line("a").Line("b").Build());

        definition.Root["nodeId"]!.ToString().ShouldBe("Workflow1:flow");
        definition.Root["activities"]!.AsArray().Select(activity => activity!["nodeId"]!.ToString()).ShouldBe(["Workflow1:flow:a", "Workflow1:flow:b"]);
    }

    [Theory]
    [InlineData("[]", "JSON object")]
    [InlineData("{", "not valid JSON")]
    [InlineData("""{"definitionId":"x"}""", "root")]
    public void What_is_no_definition_is_refused_in_words(string json, string words) =>
        Should.Throw<FormatException>(() => WorkflowDefinitionJson.Read(json)).Message.ShouldContain(words);
}
