// Português do Brasil, para a comparação de coreografia e orquestração.

export const choreography = {
  'nav.choreography': 'Coreografia',
  'choreography.hint': 'A mesma compra com a mesma falha, de dois modos. Coreografia: cada serviço chama o próximo. ' +
    'Orquestração: o orquestrador chama todos os serviços.',
  'choreography.scenarios': 'Cenários', 'choreography.cleanUp': 'Limpar as compras pela metade',
  'choreography.cleanUpHint': 'Nenhum serviço faz a limpeza por si.',
  'choreography.disabled': 'A coreografia está desativada nos serviços. Inicie-os com MAESTRO_CHOREOGRAPHY=naive.',
  'choreography.choreography.title': 'Coreografia',
  'choreography.choreography.hint': 'Depois da sua parte, cada serviço chama o próximo.',
  'choreography.choreography.graph': 'Grafo de chamadas da coreografia',
  'choreography.orchestration.title': 'Orquestração',
  'choreography.orchestration.hint': 'Os serviços não chamam uns aos outros.',
  'choreography.orchestration.graph': 'Grafo de chamadas da orquestração',
  'choreography.asList': 'Mostrar em lista', 'choreography.edge.one': '{caller} chamou {callee} uma vez',
  'choreography.edge.other': '{caller} chamou {callee} {n} vezes',
  'choreography.edges.one': '1 aresta, {calls} chamadas, registradas pelos serviços desde que iniciaram.',
  'choreography.edges.other': '{n} arestas, {calls} chamadas, registradas pelos serviços desde que iniciaram.',
  'choreography.halfDone.one': 'compra pela metade', 'choreography.halfDone.other': 'compras pela metade',
  'choreography.notStarted': 'Selecione um cenário.', 'choreography.running': 'Em andamento …',
  'choreography.noReply': 'O cliente não recebeu resposta, e não sabe o id da compra.',
  'choreography.returnReason': 'devolvida pelo cliente',
  'choreography.reply.completed': 'Resposta ao cliente: concluída.',
  'choreography.reply.failed': 'Resposta ao cliente: falhou ({detail}).', 'choreography.reply.returned': 'Devolvida.',
  'choreography.allEffects': 'Todos os serviços fizeram a sua parte.',
  'choreography.noEffects': 'Não resta nenhum efeito.',
  'choreography.someEffects': 'Pela metade: restam efeitos em {services}.',

  'scenario.no-fault': 'Sem falha', 'scenario.no-fault.short': 'todos os serviços funcionam',
  'scenario.no-fault.see': 'As duas compras são concluídas. A coreografia precisa de uma chamada a menos.',
  'scenario.no-fault.why': 'Sem falha, os resultados são iguais.',
  'scenario.naive': 'shipping falha', 'scenario.naive.short': 'os serviços só devolvem erros',
  'scenario.naive.see': 'shipping, o último serviço, falha. Coreografia: cada serviço devolve o erro ao anterior, ' +
    'até o cliente. Orquestração: os passos feitos são desfeitos, a partir do último.',
  'scenario.naive.why': 'Na coreografia o cartão continua cobrado e os produtos continuam reservados, mas nada é ' +
    'enviado: nenhum serviço conhece o estado dos outros.',
  'scenario.careful': 'shipping falha, serviços cuidadosos',
  'scenario.careful.short': 'os serviços desfazem a sua parte após um erro',
  'scenario.careful.see': 'Cada serviço desfaz a própria parte se o próximo falha. Nenhum efeito resta de nenhum dos ' +
    'lados.',
  'scenario.careful.why': 'Isso exige regras sobre as falhas dos outros em cada serviço, e funciona enquanto toda ' +
    'resposta de erro chega.',
  'scenario.lost-reply': 'Uma resposta se perde, serviços cuidadosos',
  'scenario.lost-reply.short': 'a falta de resposta é tratada como falha',
  'scenario.lost-reply.see': 'Coreografia: cd, invoice e shipping fazem a sua parte, mas a resposta para stock se ' +
    'perde. stock, payment e checkout desfazem a deles: os produtos são enviados, e o dinheiro é devolvido.',
  'scenario.lost-reply.why': 'A falta de resposta não significa sucesso nem falha. O orquestrador repete a chamada ' +
    'com o mesmo id, e depois desfaz o cd e os passos anteriores.',
  'scenario.late-effect': 'Um efeito depois de um erro',
  'scenario.late-effect.short': 'stock responde com um erro, e age mais tarde',
  'scenario.late-effect.see': 'Coreografia: stock responde com um erro, por isso o dinheiro é devolvido. Mais tarde ' +
    'stock faz a sua parte, e chama o cd, que chama invoice, que chama shipping.',
  'scenario.late-effect.why': 'O orquestrador desfaz também o passo que falhou. Esse desfazer deixa uma lápide ' +
    '(tombstone) em stock, por isso o fazer atrasado é recusado.',
  'scenario.return': 'Uma compra é devolvida', 'scenario.return.short': 'um segundo fluxo para os mesmos serviços',
  'scenario.return.see': 'O cliente devolve os produtos. Coreografia: a devolução acrescenta arestas entre os ' +
    'serviços, e o grafo de chamadas passa a ter ciclos. Orquestração: a devolução não acrescenta nenhuma aresta.',
  'scenario.return.why': 'Cada novo fluxo acrescenta arestas a uma coreografia. Em uma orquestração é mais um ' +
    'diagrama.',

  'leftover.MONEY_WITHOUT_GOODS': 'dinheiro retido, nada enviado',
  'leftover.GOODS_SENT_WITHOUT_MONEY': 'produtos enviados sem pagamento',
  'leftover.GOODS_HELD_WITHOUT_MONEY': 'produtos reservados sem pagamento',
  'leftover.INVOICE_WITHOUT_SHIPMENT': 'nota sem entrega', 'leftover.INVOICE_WITHOUT_MONEY': 'nota sem pagamento',
  'leftover.SALE_WITHOUT_ORDER': 'venda sem pedido', 'leftover.ORDER_WITHOUT_MONEY': 'pedido aberto sem pagamento',
};
